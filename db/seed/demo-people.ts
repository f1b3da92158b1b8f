import type { Chance } from './demo-chance.ts'

/** An invented employer. The countries are real so that lists and figures look as they will; no such agency exists. */
export type DemoAgency = { countryCode: string; name: string; given: string; family: string }

export const demoAgencies: readonly DemoAgency[] = [
  {
    countryCode: 'KE',
    name: 'Sample Police Academy of the Lakes',
    given: 'Achieng Baraka Chebet Daudi Esther Faraji Grace Hamisi Imani Jabali Kioni Lulu Makena Njeri Otieno Purity',
    family: 'Abuya Barasa Chege Gitau Kamau Kiprono Korir Maina Mutua Mwangi Nderitu Ochieng Odhiambo Omondi Wanjiru',
  },
  {
    countryCode: 'GH',
    name: 'Sample Cybercrime Unit of the Coast',
    given: 'Abena Adjoa Akosua Ama Efua Esi Kofi Kojo Kwabena Kwaku Kwame Kwesi Nana Yaa Yaw Afia',
    family:
      'Acheampong Adomako Agyeman Amoah Ampofo Ansah Appiah Asante Boateng Danso Frimpong Mensah Ofori Osei Owusu',
  },
  {
    countryCode: 'SN',
    name: 'Sample Gendarmerie School of the North',
    given:
      'Adama Aïssatou Aminata Babacar Cheikh Fatou Ibrahima Khady Mamadou Mariama Moussa Ndèye Ousmane Rokhaya Sokhna',
    family: 'Ba Cissé Diallo Diop Diouf Fall Faye Gueye Kane Mbaye Ndiaye Ndour Sarr Seck Sow Sy',
  },
  {
    countryCode: 'MA',
    name: 'Sample Prosecution Office of the Atlas',
    given: 'Adil Amal Aziza Driss Fatima Ghita Hamza Hicham Imane Karim Latifa Mehdi Nadia Omar Salma Youssef',
    family: 'Alaoui Amrani Belhaj Benali Bennis Chraibi Fassi Idrissi Kabbaj Lahlou Mansouri Naciri Tazi Ziani',
  },
  {
    countryCode: 'BD',
    name: 'Sample Investigation Bureau of the Delta',
    given: 'Abdul Afsana Anika Arif Farhana Habib Jamal Kamrul Nasrin Nusrat Rafiq Rashed Sadia Shirin Tanvir Tahmina',
    family:
      'Ahmed Akter Alam Begum Chowdhury Hasan Hossain Islam Karim Khatun Miah Rahman Sarker Siddique Sultana Uddin',
  },
  {
    countryCode: 'NP',
    name: 'Sample Police College of the Hills',
    given: 'Anil Asmita Bikash Bimala Deepak Gita Hari Kabita Laxmi Manoj Nabin Prakash Rajan Sabina Sunita Sushil',
    family: 'Adhikari Basnet Bhandari Dahal Gurung Karki Khadka Lama Maharjan Poudel Rai Sharma Shrestha Tamang Thapa',
  },
  {
    countryCode: 'PE',
    name: 'Sample Digital Evidence Laboratory of the South',
    given:
      'Alejandra Álvaro Carmen César Diego Elena Fernando Gabriela Inés Javier Lucía Miguel Rosa Sofía Tomás Ximena',
    family:
      'Aguilar Cárdenas Chávez Flores Huamán Mamani Mendoza Paredes Quispe Ramírez Rojas Salazar Torres Vargas Zapata',
  },
  {
    countryCode: 'FJ',
    name: 'Sample Police Training Centre of the Islands',
    given: 'Adi Ana Apenisa Asenaca Eroni Filipe Jone Laisa Litia Mere Peni Sairusi Salote Sera Taniela Vilisi',
    family:
      'Baleiwai Cakau Delai Koroi Lewenilovo Matanitobua Nabou Naulivou Qalo Ravouvou Seru Tora Tuilagi Vakatawa Waqa',
  },
]

/** Parts of each of them, where most of its people work. */
export const demoParts = ['Headquarters', 'Northern district', 'Southern district'] as const

export type DemoPerson = { username: string; displayName: string }

/** A person of the agency's region, with a user name nobody in `taken` (which grows) has. */
export function inventPerson(agency: DemoAgency, taken: Set<string>, chance: Chance): DemoPerson {
  const given = chance.pick(agency.given.split(' '))
  const family = chance.pick(agency.family.split(' '))
  const plain = `${given}.${family}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase()
  let username = plain
  for (let number = 2; taken.has(username); number += 1) username = `${plain}${number}`
  taken.add(username)
  return { username, displayName: `${given} ${family}` }
}
