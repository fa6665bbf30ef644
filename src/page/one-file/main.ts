import { mount } from 'svelte';
import '../app.css';
import OneFilePage from './OneFilePage.svelte';

mount(OneFilePage, { target: document.getElementById('app')! });
